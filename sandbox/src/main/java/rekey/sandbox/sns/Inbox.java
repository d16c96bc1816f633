package rekey.sandbox.sns;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What people received by email and SMS, in the order in which it arrived. Safe for use by several threads. */
public final class Inbox {
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final List<Consumer<Mail>> listeners = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /** All of it, the oldest first: a copy that does not change. */
    public List<Mail> mails() {
        return List.copyOf(mails);
    }

    /** What one address or number received, the oldest first. */
    public List<Mail> mails(String endpoint) {
        return mails.stream().filter(mail -> mail.endpoint().equals(endpoint)).toList();
    }

    /** Forgets all of it. Listeners and refusals stay. */
    public void clear() {
        mails.clear();
    }

    /**
     * From now on tells {@code listener} of each mail when it has arrived, one after the other, before whoever sent it goes
     * on. The listener must not throw.
     */
    public void onArrival(Consumer<Mail> listener) {
        listeners.add(listener);
    }

    /** From now on nothing reaches an address or a number, as when the account's spending limit for SMS is used up. */
    public void refuse(String endpoint) {
        refused.add(endpoint);
    }

    /** From now on it can be reached again. */
    public void accept(String endpoint) {
        refused.remove(endpoint);
    }

    /**
     * As the sandbox's control address shows it: a list of {@code {"protocol", "endpoint", "subject", "message", "time"}}, in
     * which a short message's subject is null and the time is in ISO 8601.
     */
    public ArrayNode json() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        mails.forEach(mail -> list.addObject()
                .put("protocol", mail.protocol())
                .put("endpoint", mail.endpoint())
                .put("subject", mail.subject().orElse(null))
                .put("message", mail.message())
                .put("time", mail.time().toString()));
        return list;
    }

    /** Whether it arrived. */
    synchronized boolean deliver(Mail mail) {
        if (refused.contains(mail.endpoint())) {
            return false;
        }
        mails.add(mail);
        listeners.forEach(listener -> listener.accept(mail));
        return true;
    }
}
