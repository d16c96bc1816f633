package rekey.function;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A body that OkHttp does not send a second time by itself. It would after HTTP 408, after HTTP 503 with
 * {@code Retry-After: 0} and after a kept connection broke, without a pause and without anybody counting. Whether and
 * when to repeat a request is for whoever makes it to decide.
 */
public final class SentOnce extends RequestBody {
    private final RequestBody body;

    public SentOnce(RequestBody body) {
        this.body = body;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public MediaType contentType() {
        return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
        return body.contentLength();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        body.writeTo(sink);
    }
}
