package rekey.sandbox.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.Tag;

class ParameterTagsTest {
    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final SsmClient ssm = aws.ssm;

    @BeforeEach
    void put() {
        ssm.putParameter(request -> request.name("/a").value("1").type(ParameterType.STRING));
    }

    @Test
    void addsReplacesAndRemoves() {
        add("/a", tag("one", "1"), tag("two", "2"));
        add("/a", tag("two", "3"));
        assertThat(tags("/a")).containsExactly(tag("one", "1"), tag("two", "3"));
        ssm.removeTagsFromResource(
                request -> request.resourceType("Parameter").resourceId("/a").tagKeys("one", "missing"));
        assertThat(tags("/a")).containsExactly(tag("two", "3"));
    }

    @Test
    void surviveAnOverwrite() {
        add("/a", tag("one", "1"));
        ssm.putParameter(request -> request.name("/a").value("2").overwrite(true));
        assertThat(tags("/a")).containsExactly(tag("one", "1"));
    }

    @Test
    void areFifty() {
        add("/a", IntStream.range(0, 50).mapToObj(i -> tag("key" + i, "")).toArray(Tag[]::new));
        assertThat(codeOf(() -> add("/a", tag("another", "")))).isEqualTo("TooManyTagsError");
        add("/a", tag("key7", "replaced"));
    }

    @Test
    void areRefusedByName() {
        assertThat(codeOf(() -> add("/missing", tag("a", "b")))).isEqualTo("InvalidResourceId");
        assertThat(codeOf(() -> tags("/missing"))).isEqualTo("InvalidResourceId");
        assertThat(codeOf(() -> ssm.listTagsForResource(
                        request -> request.resourceType("Document").resourceId("/a"))))
                .isEqualTo("InvalidResourceType");
        assertThat(codeOf(() -> add("/a", tag("aws:mine", "x")))).isEqualTo("ValidationException");
        assertThat(codeOf(() -> add("/a", tag("a*b", "x")))).isEqualTo("ValidationException");
    }

    private void add(String name, Tag... tags) {
        ssm.addTagsToResource(
                request -> request.resourceType("Parameter").resourceId(name).tags(tags));
    }

    private List<Tag> tags(String name) {
        return ssm.listTagsForResource(
                        request -> request.resourceType("Parameter").resourceId(name))
                .tagList();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
