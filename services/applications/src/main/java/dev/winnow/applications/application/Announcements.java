package dev.winnow.applications.application;

import dev.winnow.applications.domain.Application;

/** Tells the others what has become true; in the transaction that makes it so. */
public interface Announcements {

    void submitted(Application application);

    void decided(Application application);
}
