package dev.winnow.letters.adapter.out.jdbi;

import dev.winnow.datastore.Datastore;
import dev.winnow.letters.application.Letters;
import dev.winnow.letters.contracts.LettersContracts;
import dev.winnow.letters.contracts.LettersContracts.Written;
import dev.winnow.letters.domain.Letter;
import java.util.List;

// begin table
public record JdbiLetters(Datastore datastore) implements Letters {
    @Override
    public void add(Letter letter) {
        String sql = "INSERT INTO letters (application_id, text) VALUES (?, ?)";
        datastore.<Integer>sql(h -> h.execute(sql, letter.applicationId(), letter.text()));
        datastore.outbox().add(LettersContracts.WRITTEN, new Written(letter.applicationId()));
    }

    @Override
    public List<String> about(String id) {
        String sql = "SELECT text FROM letters WHERE application_id = ? ORDER BY id";
        return datastore.query(h -> h.createQuery(sql).bind(0, id).mapTo(String.class).list());
    }
}
// end
