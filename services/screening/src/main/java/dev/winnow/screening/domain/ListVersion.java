package dev.winnow.screening.domain;

/** A watch list in one of its versions, 1, 2, 3 …; 0 stands for a list that was not looked at. */
public record ListVersion(String list, int version) {}
