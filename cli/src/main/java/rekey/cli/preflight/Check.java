package rekey.cli.preflight;

/**
 * One line of the checklist.
 *
 * @param subject what was looked at: a queue's name, {@code store}
 * @param text what was found, as a sentence or a part of one
 * @param remedy what to do, a sentence; empty where {@code text} says it, or nothing is to be done
 */
public record Check(String subject, Result result, String text, String remedy) {
    /** What came of it. */
    public enum Result {
        PASSED,
        FAILED,
        /** It could not be found out, which is as good as failed where a secret may be lost. */
        UNKNOWN
    }

    static Check passed(String subject, String text) {
        return new Check(subject, Result.PASSED, text, "");
    }

    static Check failed(String subject, String text, String remedy) {
        return new Check(subject, Result.FAILED, text, remedy);
    }

    /** @param why a sentence, with what it would take to know */
    public static Check unknown(String subject, String why) {
        return new Check(subject, Result.UNKNOWN, why, "");
    }

    public boolean isPassed() {
        return result == Result.PASSED;
    }
}
