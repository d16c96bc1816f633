package rekey.bench.standin;

import java.io.IOException;
import rekey.bench.http.HttpConnection;
import rekey.bench.http.HttpConnection.Message;

/** What a service answers. It must do so at once: how long an answer takes is set from outside. */
interface StandIn {
    final class Reply {
        private final String head;
        private final byte[] body;

        Reply(int status, String type, byte[] body) {
            head = "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nConnection: keep-alive\r\n"
                    .formatted(status, status == 200 ? "OK" : "Refused", type);
            this.body = body;
        }

        void writeTo(HttpConnection connection) throws IOException {
            connection.write(head, body);
        }
    }

    Reply reply(Message request) throws IOException;
}
