package rekey.cli.demo;

/** How the demo is shown. Is told of each thing as it happens. */
public interface DemoView {
    /** A part of the demo begins. */
    void chapter(String title);

    /** A step is done. */
    void step(Step step);

    /** Something takes a while: how far it is, for who watches. */
    default void progress(String text) {}

    /** The demo is over. */
    void end(Summary summary);

    /**
     * @param calls the token function's invocations, which answered a token or a typed error
     * @param unserved calls for the default seller that should have got a token and did not
     * @param reads the token function's calls to Parameter Store
     * @param exchanges calls to LWA, whoever made them
     * @param hour the busiest one
     * @param timeline what happened when
     */
    record Summary(
            int steps,
            int failed,
            long calls,
            long unserved,
            long reads,
            long exchanges,
            Hour hour,
            Timeline timeline) {}

    /** What one seller's backend asked within an hour, and what of it reached Amazon. */
    record Hour(long calls, long reads, long exchanges) {}
}
