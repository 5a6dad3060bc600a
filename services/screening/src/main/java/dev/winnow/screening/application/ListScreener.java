package dev.winnow.screening.application;

import dev.winnow.screening.domain.Applicant;
import dev.winnow.screening.domain.Hit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for many applicants on one watch list as it is, or was, in one version. */
public interface ListScreener {
    /** The most applicants of one question. */
    int MOST_APPLICANTS = 50;

    /** The most hits that an answer has for one applicant: one with as many may lack some. */
    int mostHits();

    /**
     * Blocks until there is an answer, of which no part is missing.
     *
     * @param applicants by the application's identifier, 1 to {@link #MOST_APPLICANTS}
     * @return empty when the watch list does not keep that version any more
     * @throws CheckImpossibleException when there is none
     */
    Optional<Answer> screen(String list, int version, Map<String, Applicant> applicants);

    /**
     * What was found.
     *
     * @param hits by the application's identifier; one whose name cannot be compared is not in it
     * @param algorithm the version of the matching; only answers of the same can be compared
     */
    record Answer(Map<String, List<Hit>> hits, String algorithm) {
        public Answer {
            hits = Map.copyOf(hits);
        }
    }
}
