package dev.winnow.letters.application;

import dev.winnow.letters.domain.Letter;
import java.util.List;

// begin port
/** What the service keeps and tells. */
public interface Letters {
    void add(Letter letter);

    List<String> about(String applicationId);
}
// end
