package dev.winnow.velocity.adapter.out.crypto;

import dev.winnow.messaging.Json;
import dev.winnow.velocity.application.Protection;
import dev.winnow.velocity.application.SealedProfile;
import dev.winnow.velocity.domain.Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Hashes by HMAC-SHA256, cut to 128 bits; sealed documents by AES-256-GCM with a random nonce,
 * bound to their application. Both keys are derived from one secret (HKDF-SHA256). Thread-safe.
 */
public final class SecretProtection implements Protection {
    private static final String HMAC = "HmacSHA256";
    private static final String GCM = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** The first byte of what is sealed: how it was. */
    private static final byte FORM = 1;

    private final SecretKey hashKey;
    private final SecretKey sealKey;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param secret from which the keys are made; the same for as long as the database lives
     */
    public SecretProtection(String secret) {
        byte[] material = secret.getBytes(StandardCharsets.UTF_8);
        hashKey = derive(material, "winnow velocity hash 1", HMAC);
        sealKey = derive(material, "winnow velocity seal 1", "AES");
    }

    private static SecretKey derive(byte[] material, String use, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(material)
                                    .thenExpand(use.getBytes(StandardCharsets.UTF_8), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HKDF", e);
        }
    }

    @Override
    public UUID hash(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(hashKey);
            ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC", e);
        }
    }

    @Override
    public SealedProfile seal(String applicationId, Profile profile) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, applicationId).doFinal(Json.write(profile));
            return new SealedProfile(
                    ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                            .put(FORM)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a profile cannot be sealed", e);
        }
    }

    @Override
    public Profile open(String applicationId, SealedProfile profile) {
        byte[] sealed = profile.bytes();
        ByteBuffer buffer = ByteBuffer.wrap(sealed);
        if (sealed.length <= 1 + NONCE_BYTES || buffer.get() != FORM) {
            throw new IllegalStateException("a sealed profile has a form that is not known");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        try {
            byte[] json =
                    cipher(Cipher.DECRYPT_MODE, nonce, applicationId)
                            .doFinal(sealed, buffer.position(), buffer.remaining());
            return Json.read(json, Profile.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed profile cannot be opened", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String applicationId)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(GCM);
        cipher.init(mode, sealKey, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(applicationId.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
