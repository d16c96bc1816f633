package rekey.watch;

/** One thing that the watch looks after. Thread-safe. */
interface Duty {
    /** What it is called when it fails, such as {@code the canary}. */
    String name();

    /**
     * How much of the time that is left it may take, as compared to the others'. Only a round in which something hangs
     * comes near it.
     */
    default int weight() {
        return 1;
    }

    /** Throws when it cannot look after it; people are told of what it finds by notices. */
    void attend(Round round);
}
