package dev.winnow.datastore;

import dev.winnow.messaging.EventMessage;

/** An event and the key by which its order is kept. */
record OutboxRow(long id, String key, EventMessage message) {
    /** One that is not in the table yet. */
    static OutboxRow unsaved(String key, EventMessage message) {
        return new OutboxRow(0, key, message);
    }
}
