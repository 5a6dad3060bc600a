package dev.winnow.letters.application;

import dev.winnow.letters.domain.Letter;
import java.util.List;

// begin use-case
public record WriteLetters(Letters letters) {
    public void decided(String applicationId, String decision, List<String> reasons) {
        letters.add(Letter.about(applicationId, decision, reasons));
    }
}
// end
