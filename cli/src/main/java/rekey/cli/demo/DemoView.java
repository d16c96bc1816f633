package rekey.cli.demo;

/** How the demo is shown. Is told of each thing as it happens. */
public interface DemoView {
    /** A part of the demo begins. */
    void chapter(String title);

    /** A step is done. */
    void step(Step step);

    /** The demo is over. */
    void end(Summary summary);

    /**
     * @param calls the token function's invocations, which answered a token or a typed error
     * @param reads calls to Parameter Store
     * @param exchanges calls to LWA
     */
    record Summary(int steps, int failed, long calls, long reads, long exchanges) {}
}
