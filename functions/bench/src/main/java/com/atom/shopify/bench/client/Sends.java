package com.atom.shopify.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.routes.Queue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Sends each line of standard input to the inbox with AWS's SDK and nothing else, and says how long it took.
public final class Sends {
    private Sends() {}

    public static void main(String[] arguments) throws IOException {
        var inbox = System.getenv(Queue.INBOX.setting());
        try (var sqs = SqsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();
                var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var text = line;
                AwsTime.forget();
                var start = System.nanoTime();
                var status = sqs.sendMessage(message -> message.queueUrl(inbox).messageGroupId("bench.myshopify.com")
                        .messageBody(text)).sdkHttpResponse().statusCode();
                System.out.println("done " + (System.nanoTime() - start) + " " + status + " " + AwsTime.words());
            }
        }
    }
}
