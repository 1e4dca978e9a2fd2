package com.atom.shopify.fake.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A KMS endpoint with symmetric keys that really encrypts: AES-256-GCM with the encryption context as associated data, so a
/// ciphertext under another context does not decrypt. A ciphertext is 16 bytes key id, 12 bytes nonce, the rest.
public final class FakeKms implements AutoCloseable {
    private static final int LARGEST_PLAINTEXT = 4_096;
    private static final int KEY_ID = 16;
    private static final int NONCE = 12;
    private static final String ALGORITHM = "SYMMETRIC_DEFAULT";

    private final SecureRandom random = new SecureRandom();
    private final Map<UUID, SecretKeySpec> keys = new ConcurrentHashMap<>();
    private final JsonService service;

    private FakeKms() {
        this.service = new JsonService("TrentService",
                Map.of("CreateKey", _ -> createKey(), "DescribeKey", this::describeKey,
                        "Encrypt", this::encrypt, "Decrypt", this::decrypt, "ReEncrypt", this::reEncrypt));
    }

    /// Starts on a free loopback port, without keys.
    public static FakeKms start() {
        return new FakeKms();
    }

    public URI endpoint() {
        return service.endpoint();
    }

    @Override
    public void close() {
        service.close();
    }

    private JsonNode createKey() {
        var id = UUID.randomUUID();
        var material = new byte[32];
        random.nextBytes(material);
        keys.put(id, new SecretKeySpec(material, "AES"));
        return metadata(id);
    }

    private JsonNode describeKey(JsonNode input) {
        return metadata(known(input, "KeyId"));
    }

    private JsonNode encrypt(JsonNode input) {
        var id = known(input, "KeyId");
        var plaintext = bytes(input, "Plaintext");
        if (plaintext.length == 0 || plaintext.length > LARGEST_PLAINTEXT) {
            throw new AwsError("ValidationException", "Plaintext must have 1 to 4096 bytes");
        }
        return described(id).put("CiphertextBlob", seal(id, context(input, "EncryptionContext"), plaintext))
                .put("EncryptionAlgorithm", ALGORITHM);
    }

    private JsonNode decrypt(JsonNode input) {
        var opened = open(input, "KeyId", "EncryptionContext");
        return described(opened.id()).put("Plaintext", Base64.getEncoder().encodeToString(opened.plaintext().array()))
                .put("EncryptionAlgorithm", ALGORITHM);
    }

    private JsonNode reEncrypt(JsonNode input) {
        var opened = open(input, "SourceKeyId", "SourceEncryptionContext");
        var id = known(input, "DestinationKeyId");
        return described(id).put("SourceKeyId", arn(opened.id()))
                .put("CiphertextBlob",
                        seal(id, context(input, "DestinationEncryptionContext"), opened.plaintext().array()))
                .put("SourceEncryptionAlgorithm", ALGORITHM).put("DestinationEncryptionAlgorithm", ALGORITHM);
    }

    private record Opened(UUID id, ByteBuffer plaintext) {}

    private String seal(UUID id, byte[] context, byte[] plaintext) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var sealed = crypt(Cipher.ENCRYPT_MODE, id, nonce, context, plaintext);
        var blob = ByteBuffer.allocate(KEY_ID + NONCE + sealed.length).putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits()).put(nonce).put(sealed).array();
        return Base64.getEncoder().encodeToString(blob);
    }

    private Opened open(JsonNode input, String keyName, String contextName) {
        var blob = ByteBuffer.wrap(bytes(input, "CiphertextBlob"));
        if (blob.remaining() <= KEY_ID + NONCE) {
            throw invalidCiphertext();
        }
        var id = new UUID(blob.getLong(), blob.getLong());
        if (input.hasNonNull(keyName) && !known(input, keyName).equals(id)) {
            throw new AwsError("IncorrectKeyException",
                    "The key ID in the request does not identify the key that made the ciphertext.");
        }
        var nonce = new byte[NONCE];
        blob.get(nonce);
        var sealed = new byte[blob.remaining()];
        blob.get(sealed);
        return new Opened(id,
                ByteBuffer.wrap(crypt(Cipher.DECRYPT_MODE, id, nonce, context(input, contextName), sealed)));
    }

    private byte[] crypt(int mode, UUID id, byte[] nonce, byte[] context, byte[] text) {
        var key = keys.get(id);
        if (key == null) {
            throw invalidCiphertext();
        }
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(128, nonce));
            cipher.updateAAD(context);
            return cipher.doFinal(text);
        } catch (GeneralSecurityException doesNotFit) {
            throw invalidCiphertext();
        }
    }

    private static AwsError invalidCiphertext() {
        return new AwsError("InvalidCiphertextException", "");
    }

    /// The context in one form whatever its order, each part with its length before it.
    private static byte[] context(JsonNode input, String field) {
        var sorted = new TreeMap<String, String>();
        input.path(field).properties()
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue().asText()));
        var form = new StringBuilder();
        sorted.forEach(
                (name, value) -> form.append(name.length()).append(':').append(name).append(value.length()).append(':')
                        .append(value));
        return form.toString().getBytes(UTF_8);
    }

    private UUID known(JsonNode input, String field) {
        var name = input.path(field).asText();
        try {
            var id = UUID.fromString(name.substring(name.lastIndexOf('/') + 1));
            if (keys.containsKey(id)) {
                return id;
            }
        } catch (IllegalArgumentException noKeyId) {
            // falls through: unknown either way
        }
        throw new AwsError("NotFoundException", "Key '" + name + "' does not exist");
    }

    private static byte[] bytes(JsonNode input, String name) {
        try {
            return Base64.getDecoder().decode(input.path(name).asText());
        } catch (IllegalArgumentException noBase64) {
            throw new AwsError("ValidationException", name + " is not Base64");
        }
    }

    private static ObjectNode described(UUID id) {
        return JsonService.JSON.createObjectNode().put("KeyId", arn(id));
    }

    private static JsonNode metadata(UUID id) {
        var answer = JsonService.JSON.createObjectNode();
        answer.putObject("KeyMetadata").put("KeyId", id.toString()).put("Arn", arn(id)).put("Enabled", true)
                .put("KeyState", "Enabled").put("KeyUsage", "ENCRYPT_DECRYPT").put("KeySpec", "SYMMETRIC_DEFAULT");
        return answer;
    }

    private static String arn(UUID id) {
        return "arn:aws:kms:us-east-1:000000000000:key/" + id;
    }
}
