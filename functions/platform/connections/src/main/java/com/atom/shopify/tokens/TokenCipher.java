package com.atom.shopify.tokens;

import com.atom.shopify.aws.Deployed;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.metrics.Metrics;
import com.atom.shopify.oauth.Credential;
import com.atom.shopify.routes.Metric;
import com.atom.shopify.routes.Setting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/// Encrypts what we call one shop with. KMS binds the ciphertext to the shop through the encryption context, so a
/// ciphertext that was moved to another shop's row does not decrypt, which is worth an alarm. What a former key encrypted is
/// still read. Fails with `store.key-unavailable`.
@Singleton
final class TokenCipher {
    static final String UNAVAILABLE = "store.key-unavailable";
    private static final Logger LOG = LoggerFactory.getLogger(TokenCipher.class);

    private final KmsClient kms;
    private final String key;
    private final Optional<String> formerKey;
    private final String stage;

    TokenCipher(KmsClient kms, Deployed deployed) {
        this.kms = kms;
        this.key = deployed.required(Setting.TOKEN_KEY_ID);
        this.formerKey = deployed.optional(Setting.TOKEN_KEY_FORMER_ID);
        this.stage = deployed.required(Setting.STAGE);
    }

    /// The key that encrypts now; it stands beside each ciphertext.
    String key() {
        return key;
    }

    /// Encrypts nothing for no shop; fails with an [SdkException] when the key does not work within that time.
    void tryKey(Duration within) {
        var _ = kms.encrypt(request -> request.keyId(key).encryptionContext(context("none"))
                .plaintext(SdkBytes.fromUtf8String("-"))
                .overrideConfiguration(limits -> limits.apiCallTimeout(within).apiCallAttemptTimeout(within)));
    }

    SdkBytes encrypt(ShopDomain shop, Credential credential) {
        try {
            return kms.encrypt(request -> request.keyId(key).encryptionContext(context(shop.value()))
                    .plaintext(SdkBytes.fromByteArrayUnsafe(TokenFormat.write(credential)))).ciphertextBlob();
        } catch (SdkException failed) {
            throw unavailable(failed);
        }
    }

    Credential decrypt(ShopDomain shop, SdkBytes ciphertext) {
        try {
            return decryptWithAnyKey(shop, ciphertext);
        } catch (FailureException unreadable) {
            Metrics.count(Metric.TOKENS_UNREADABLE);
            throw unreadable;
        }
    }

    private Credential decryptWithAnyKey(ShopDomain shop, SdkBytes ciphertext) {
        try {
            return decrypt(shop, ciphertext, key);
        } catch (IncorrectKeyException otherKey) {
            return decryptWithFormerKey(shop, ciphertext, otherKey);
        } catch (InvalidCiphertextException foreign) {
            LOG.atError().addKeyValue("alarm", "token-ciphertext").addKeyValue("shop", shop)
                    .log("a stored token is not this shop's, or was changed");
            throw unavailable(foreign);
        } catch (SdkException failed) {
            throw unavailable(failed);
        }
    }

    private Credential decryptWithFormerKey(ShopDomain shop, SdkBytes ciphertext, IncorrectKeyException otherKey) {
        try {
            return decrypt(shop, ciphertext, formerKey.orElseThrow(() -> unavailable(otherKey)));
        } catch (SdkException failed) {
            throw unavailable(failed);
        }
    }

    private Credential decrypt(ShopDomain shop, SdkBytes ciphertext, String with) {
        return TokenFormat.read(kms.decrypt(request -> request.keyId(with).encryptionContext(context(shop.value()))
                .ciphertextBlob(ciphertext)).plaintext().asByteArrayUnsafe());
    }

    private Map<String, String> context(String shop) {
        return Map.of("app", "atom-shopify", "env", stage, "shop", shop, "purpose", "offline-token");
    }

    private static FailureException unavailable(SdkException cause) {
        return new FailureException(new Failure.Unavailable(UNAVAILABLE,
                "The store's token cannot be encrypted or decrypted now; try again."), cause);
    }
}
