package com.atom.shopify.queue;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// How the work on a message ended. The reason is a stable code, without anything of the message.
public sealed interface Verdict {

    /// There is nothing more to do.
    record Done() implements Verdict {}

    /// Something that will pass was in the way; this is no attempt. Without a time, each wait is longer than the one before.
    record Later(Optional<Duration> after, String reason) implements Verdict {
        public static Later after(Duration time, String reason) {
            return new Later(Optional.of(time), reason);
        }
    }

    /// An attempt that failed; there are five.
    record Failed(String reason) implements Verdict {}

    /// Trying again cannot help.
    record Parked(String reason) implements Verdict {}

    /// What an exception means to a message: trouble that passes only delays.
    static Verdict of(RuntimeException thrown) {
        return switch (thrown) {
            case FailureException failed -> of(failed.failure());
            case AwsServiceException refused when refused.statusCode() < 500 && !refused.isThrottlingException() ->
                new Failed("aws.refused");
            case SdkException _ -> new Later(Optional.empty(), "service.unavailable");
            default -> new Failed("bug");
        };
    }

    private static Verdict of(Failure failure) {
        return switch (failure) {
            case Failure.Limited limited -> Later.after(limited.retryAfter(), limited.code());
            case Failure.Unavailable _,Failure.TimedOut _ -> new Later(Optional.empty(), failure.code());
            case Failure.Upstream upstream -> upstream.code().equals("shopify.unavailable")
                    ? new Later(Optional.empty(), failure.code())
                    : new Failed(failure.code());
            case Failure.Conflict conflict -> conflict.code().equals("store.busy")
                    ? new Later(Optional.empty(), failure.code())
                    : new Failed(failure.code());
            case Failure.Invalid _,Failure.Unauthenticated _,Failure.ReauthRequired _,Failure.Forbidden _,Failure.NotFound _,Failure.OutcomeUnknown _,Failure.TooLarge _,Failure.Refused _ ->
                new Failed(failure.code());
        };
    }
}
