package rekey.token;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import rekey.credential.Grantee;

/**
 * The last exchange of each grantee, at most 10,000 of them (some 40 MB when all tokens have their largest size). A
 * full cache first drops what has expired, then the tenth that expires soonest. Thread-safe; reading takes no lock.
 */
final class TokenCache {
    static final int LARGEST = 10_000;

    private final Map<Grantee, TokenLine> lines = new ConcurrentHashMap<>();
    private final int largest;

    TokenCache() {
        this(LARGEST);
    }

    TokenCache(int largest) {
        this.largest = largest;
    }

    /** Null when there is none. */
    TokenLine get(Grantee grantee) {
        return lines.get(grantee);
    }

    void put(Grantee grantee, TokenLine line, Instant now) {
        lines.put(grantee, line);
        if (lines.size() > largest) {
            evict(now);
        }
    }

    int size() {
        return lines.size();
    }

    private synchronized void evict(Instant now) {
        lines.values().removeIf(line -> !now.isBefore(line.token().expiresAt()));
        if (lines.size() <= largest) {
            return;
        }
        List<Map.Entry<Grantee, TokenLine>> soonest = new ArrayList<>(lines.entrySet());
        soonest.sort(Comparator.comparing(entry -> entry.getValue().token().expiresAt()));
        int drop = lines.size() - largest + largest / 10;
        soonest.subList(0, drop).forEach(entry -> lines.remove(entry.getKey(), entry.getValue()));
    }
}
