package rekey.sandbox.ssm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.TextRule;

/**
 * Some of the results of a list operation. The token holds the key of the last item before the next page, so that a page
 * keeps its place while items come and go.
 */
record Page<T>(List<T> items, Optional<String> nextToken) {
    private static final String MARK = "after:";

    /**
     * Cuts the page that the members {@code MaxResults} and {@code NextToken} ask for.
     *
     * @param sorted everything, in the order of the keys
     * @param max the most that a page holds, and what it holds when the caller does not say
     */
    static <T, K extends Comparable<K>> Page<T> of(
            AwsInput input, int max, List<T> sorted, Function<T, K> key, Function<String, K> keyOf) {
        int size = input.integer("MaxResults", 1, max, max);
        Optional<K> after = input.optionalText("NextToken", TextRule.ANY)
                .filter(token -> !token.isEmpty())
                .map(token -> parsed(token, keyOf));
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

    private static String token(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + key).getBytes(UTF_8));
    }

    private static <K> K parsed(String token, Function<String, K> keyOf) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), UTF_8);
            if (text.startsWith(MARK)) {
                return keyOf.apply(text.substring(MARK.length()));
            }
        } catch (IllegalArgumentException e) {
            // Falls through: not base64, or not a key.
        }
        throw AwsError.refused("InvalidNextToken", "The specified token isn't valid.");
    }
}
