package dev.winnow.contracts.screening;

/**
 * The policy that is in force now.
 *
 * @param changed false when it was in force already
 */
public record LoadPolicyReply(PolicyVersion policy, boolean changed) {}
