package com.atom.shopify.files;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What S3 says of one object, which may not be there.
public final class Lookup {
    private Lookup() {}

    /// What is asked of the object, or nothing when it is not there; fails with anything else that S3 says.
    public static <T> Optional<T> of(Supplier<T> asking) {
        try {
            return Optional.of(asking.get());
        } catch (S3Exception refused) {
            // Who may not list the bucket is not told that something is missing, but refused.
            if (refused.statusCode() == 404 || refused.statusCode() == 403) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
