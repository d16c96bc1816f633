package rekey.bench.scenario;

import java.io.IOException;

/** This machine cannot do what a scenario needs; the message says what that is. The other scenarios go on. */
public final class Unable extends IOException {
    private static final long serialVersionUID = 1;

    Unable(String why) {
        super(why);
    }
}
