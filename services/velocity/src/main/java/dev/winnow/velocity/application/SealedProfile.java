package dev.winnow.velocity.application;

/** A profile that only the secret opens. Immutable. */
public final class SealedProfile {
    private final byte[] bytes;

    public SealedProfile(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }
}
