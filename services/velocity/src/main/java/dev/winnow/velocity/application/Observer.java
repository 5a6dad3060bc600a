package dev.winnow.velocity.application;

import dev.winnow.velocity.domain.Answer;

/** Hears what happens, for meters. */
public interface Observer {
    /** An application was checked for the first time. */
    void checked(Answer answer);

    /** An application was asked about again. */
    void askedAgain();

    /** Applications were removed, since they are past their time. */
    void forgot(int applications);
}
