package dev.winnow.letters.domain;

import java.util.List;

// begin domain
public record Letter(String applicationId, String text) {
    public static Letter about(String applicationId, String decision, List<String> reasons) {
        return new Letter(applicationId, decision + ": " + String.join(", ", reasons));
    }
}
// end
