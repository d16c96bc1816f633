package rekey.sandbox.sqs;

import java.time.Duration;

/**
 * How to receive.
 *
 * @param most the most messages at once, 1 to 10
 * @param hidden for how long nobody else gets them
 * @param patience how long to wait for the first
 */
record ReceiveOptions(int most, Duration hidden, Duration patience) {
    static final int MOST = 10;
}
