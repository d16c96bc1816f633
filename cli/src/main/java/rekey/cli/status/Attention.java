package rekey.cli.status;

/**
 * Something that an operator has to do.
 *
 * @param subject what it is about: a parameter's name, the key's alias, {@code subscriptions}
 * @param sentence what is wrong, and what to do
 */
record Attention(String subject, String sentence) {
    static final String SUBSCRIPTIONS = "subscriptions";
}
