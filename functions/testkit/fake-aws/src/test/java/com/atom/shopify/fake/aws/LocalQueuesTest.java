package com.atom.shopify.fake.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class LocalQueuesTest implements SqsContract {
    private static final LocalQueues QUEUES = LocalQueues.start();
    private static final FaultProxy PROXY = FaultProxy.before(QUEUES.endpoint());
    private static final SqsClient SQS = Client.sqs(PROXY.endpoint());

    @AfterAll
    static void stop() {
        SQS.close();
        PROXY.close();
        QUEUES.close();
    }

    @Override
    public SqsClient sqs() {
        return SQS;
    }

    @Test
    void aQueueUrlLeadsThroughTheProxy() {
        var queue = QUEUES.create("behind-a-proxy", Duration.ofSeconds(90), 5);

        SQS.sendMessage(request -> request.queueUrl(queue).messageBody("x"));

        assertThat(PROXY.calls()).contains(new FaultProxy.Called("SendMessage", "behind-a-proxy", Client.ACCESS_KEY));
    }

    @Test
    void aQueueHasItsDeadLetterQueue() {
        var queue = QUEUES.create("with-dead-letters", Duration.ofSeconds(90), 5);

        var attributes = QUEUES.client()
                .getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributes();

        assertThat(attributes).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "90");
        assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY)).contains(":with-dead-letters-dlq", "5");
    }

    @Test
    void listensOnLoopbackOnly() {
        assertThat(QUEUES.endpoint().getHost()).isEqualTo("127.0.0.1");
    }
}
