package rekey.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Some of the results of a list operation. The token holds the key of the last item before the next page, so that a page
 * keeps its place while items come and go.
 */
public record Page<T>(List<T> items, Optional<String> nextToken) {
    private static final String MARK = "after:";

    /**
     * Cuts a page.
     *
     * @param sorted everything, in the order of the keys
     * @param size the most that the page holds
     * @param after the key that the page's token holds, empty for the first page
     */
    public static <T, K extends Comparable<K>> Page<T> of(
            List<T> sorted, Function<T, K> key, int size, Optional<K> after) {
        List<T> rest = sorted.stream()
                .filter(item -> after.isEmpty() || key.apply(item).compareTo(after.get()) > 0)
                .toList();
        List<T> items = rest.subList(0, Math.min(size, rest.size()));
        return new Page<>(
                items,
                rest.size() > size
                        ? Optional.of(token(key.apply(items.get(size - 1)).toString()))
                        : Optional.empty());
    }

    /**
     * The key in the request's {@code NextToken}, empty when there is none.
     *
     * @param invalid what a token that is none of these is refused with
     */
    public static <K> Optional<K> after(AwsInput input, Function<String, K> keyOf, AwsError invalid) {
        return input.optionalText("NextToken", TextRule.ANY)
                .filter(token -> !token.isEmpty())
                .map(token -> parsed(token, keyOf, invalid));
    }

    private static String token(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + key).getBytes(UTF_8));
    }

    private static <K> K parsed(String token, Function<String, K> keyOf, AwsError invalid) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), UTF_8);
            if (text.startsWith(MARK)) {
                return keyOf.apply(text.substring(MARK.length()));
            }
        } catch (IllegalArgumentException e) {
            // Falls through: not base64, or not a key.
        }
        throw invalid;
    }
}
