package com.atom.shopify.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.routes.Job;
import com.atom.shopify.routes.LambdaFunction;
import com.atom.shopify.routes.Queue;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleStackTest {
    private final Stacks stacks = Stacks.withUserPool();

    @Test
    void thereIsOneScheduleForEachJob() {
        assertThat(Stacks.all(stacks.schedule(), "AWS::Scheduler::Schedule")).hasSize(Job.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void everyJobBeginsAtTheLiveVersionAndIsNotLostWhenItCannot(Job job) throws Exception {
        var schedule = Stacks.all(stacks.schedule(), "AWS::Scheduler::Schedule").stream()
                .filter(each -> each.text("Name").equals("atom-shopify-" + Stacks.STAGE + "-" + job.id()))
                .findFirst().orElseThrow();
        var input = new ObjectMapper().readTree(schedule.text("Target/Input"));

        assertThat(schedule.text("ScheduleExpression")).isEqualTo("rate(" + job.every().toMinutes() + " minutes)");
        assertThat(input.path("job").asText()).isEqualTo(job.id());
        assertThat(input.path("scheduled_at").asText()).isEqualTo("<aws.scheduler.scheduled-time>");
        assertThat(schedule.target("Target/Arn")).isEqualTo(stacks.live(LambdaFunction.JOBS).id());
        assertThat(schedule.target("Target/DeadLetterConfig/Arn")).isEqualTo(stacks.deadLettersId(Queue.JOBS));
    }

    @Test
    void schedulesMayOnlyBeginJobsAndReportThatTheyCouldNot() {
        var statements = Stacks.only(stacks.schedule(), "AWS::IAM::Policy").at("PolicyDocument/Statement")
                .valueStream().map(Statement::new).toList();

        assertThat(statements).hasSize(2);
        assertThat(statements.getFirst().actions()).containsExactly("lambda:InvokeFunction");
        assertThat(statements.getFirst().targets()).containsExactly(stacks.live(LambdaFunction.JOBS).id());
        assertThat(statements.getLast().actions()).containsExactly("sqs:SendMessage");
        assertThat(statements.getLast().targets()).isEqualTo(List.of(stacks.deadLettersId(Queue.JOBS)));
    }
}
