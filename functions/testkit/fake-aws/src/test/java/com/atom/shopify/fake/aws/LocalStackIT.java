package com.atom.shopify.fake.aws;

import static org.junit.jupiter.api.Assumptions.abort;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// The suites against LocalStack, wherever Docker is. Elsewhere it says that it is left out.
class LocalStackIT extends EndpointContract {
    /// The last one that starts without an account.
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");
    private static @Nullable LocalStackContainer localStack;

    @BeforeAll
    static void start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            leaveOut("there is no Docker here");
        }
        try {
            localStack = new LocalStackContainer(IMAGE);
            localStack.start();
        } catch (ContainerFetchException noImage) {
            leaveOut("Docker cannot get " + IMAGE + ": " + noImage.getMessage());
        }
    }

    @AfterAll
    static void stop() {
        if (localStack != null) {
            localStack.stop();
        }
    }

    @SuppressWarnings("SystemOut")
    private static void leaveOut(String why) {
        System.out.println("LocalStackIT is left out: " + why);
        abort(why);
    }

    /// With an address in place of a name: else the SDK would put the name of a bucket before it.
    @Override
    URI endpoint() {
        return Objects.requireNonNull(localStack).getEndpoint();
    }
}
