package dev.winnow.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.contracts.screening.ScreeningStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractsTest {
    @Test
    void aSubjectNamesServiceVersionAndEndpoint() {
        assertThat(ApplicationsContracts.SUBMIT.subject()).isEqualTo("applications.v1.submit");
    }

    @Test
    void anEventsSubjectEndsWithItsKey() {
        var started = new ScreeningStarted("a-1", Instant.EPOCH);
        assertThat(ScreeningContracts.STARTED.subject(started))
                .isEqualTo("events.screening.started.v1.a-1");
        assertThat(ScreeningContracts.STARTED.subjectPattern())
                .isEqualTo("events.screening.started.v1.*");
        assertThat(ScreeningContracts.STARTED.type()).isEqualTo("dev.winnow.screening.started.v1");
    }

    @Test
    void aKeyThatWouldChangeTheSubjectIsRefused() {
        for (String key : List.of("", "a.b", "a*", ">", "a b", "ä", "a\r\n", "x".repeat(201))) {
            var started = new ScreeningStarted(key, Instant.EPOCH);
            assertThatIllegalArgumentException()
                    .as("key <%s>", key)
                    .isThrownBy(() -> ScreeningContracts.STARTED.subject(started));
        }
    }

    @Test
    void noTwoContractsShareASubjectOrAType() {
        List<String> names = new ArrayList<>();
        Contracts.REQUESTS.forEach(contract -> names.add(contract.subject()));
        Contracts.EVENTS.forEach(contract -> names.add(contract.subjectPattern()));
        Contracts.EVENTS.forEach(contract -> names.add(contract.type()));
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void eachContractBelongsToOneService() {
        List<Object> owned = new ArrayList<>();
        Contracts.SERVICES.forEach(service -> {
            owned.addAll(service.answers());
            owned.addAll(service.publishes());
        });
        assertThat(owned)
                .containsAll(Contracts.REQUESTS)
                .containsAll(Contracts.EVENTS)
                .hasSize(Contracts.REQUESTS.size() + Contracts.EVENTS.size());
    }

    @Test
    void errorCodesAreDistinct() {
        List<ErrorCode> all = new ArrayList<>(ErrorCode.COMMON);
        all.addAll(List.of(ErrorCode.NOT_FOUND, ErrorCode.CONFLICT, ErrorCode.UNPROCESSABLE));
        assertThat(all).extracting(ErrorCode::code).doesNotHaveDuplicates();
        assertThat(all).extracting(ErrorCode::name).doesNotHaveDuplicates();
    }
}
