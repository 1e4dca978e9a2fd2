package com.atom.shopify.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A process that does one thing for each line that it gets, and answers `done <nanoseconds> <result>`, and how many of the nanoseconds were
/// not its own, if it knows.
final class TimedProcess implements AutoCloseable {
    private static final Pattern DONE = Pattern.compile("done ([0-9]+) ([0-9]+)((?: [0-9]+)*)");

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    TimedProcess(List<String> command, Path folder, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        this.process = builder.start();
        this.orders = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /// What came of a line, and the time that it took by the process's own clock.
    ///
    /// @param parts of this time that were not spent by the process's own code, if it says so
    record Done(Duration took, int result, List<Duration> parts) {
        /// Both together; this one's result.
        Done after(Done first) {
            return new Done(first.took().plus(took), result,
                    IntStream.range(0, parts.size()).mapToObj(at -> first.parts().get(at).plus(parts.get(at)))
                            .toList());
        }

        Duration own() {
            return parts.stream().reduce(took, Duration::minus);
        }
    }

    /// The same.
    ///
    /// @param expected the only result that counts
    Done take(String line, int expected) throws IOException {
        var done = take(line);
        if (done.result() != expected) {
            throw new IOException("the result was " + done.result() + " instead of " + expected);
        }
        return done;
    }

    Done take(String line) throws IOException {
        orders.write(line + "\n");
        orders.flush();
        for (var answer = answers.readLine(); answer != null; answer = answers.readLine()) {
            var done = DONE.matcher(answer);
            if (done.matches()) {
                return new Done(nanoseconds(done.group(1)), Integer.parseInt(done.group(2)), Arrays
                        .stream(done.group(3).split(" ")).skip(1).map(TimedProcess::nanoseconds).toList());
            }
        }
        throw new IOException("a process that is measured ended early");
    }

    private static Duration nanoseconds(String number) {
        return Duration.ofNanos(Long.parseLong(number));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
