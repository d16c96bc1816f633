package rekey.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the container image of the token function changes, and that it changes nothing else. */
class TokenImageTest {
    private static final Synthesis USUAL = Synthesis.of(Synthesis.USUAL);
    private static final Synthesis IMAGE = Synthesis.of(Synthesis.IMAGE);

    @Test
    void theTokenFunctionIsAnImageWithoutSnapStartAndOtherwiseTheSame() {
        ObjectNode zip = token(USUAL);
        ObjectNode image = token(IMAGE);

        assertThat(image.get("PackageType").asText()).isEqualTo("Image");
        assertThat(image.at("/Code/ImageUri/Fn::Sub").asText()).contains(".dkr.ecr.");
        image.remove(List.of("Code", "PackageType"));
        zip.remove(List.of("Code", "Runtime", "Handler", "SnapStart"));
        assertThat(image).isEqualTo(zip);
    }

    @Test
    void theImageIsBuiltForArm64OnTheBaseThatIsGiven() throws Exception {
        JsonNode images = Synthesis.JSON
                .readTree(IMAGE.assembly().resolve("Rekey-my-erp.assets.json").toFile())
                .get("dockerImages");

        assertThat(images).hasSize(1);
        JsonNode source = images.iterator().next().get("source");
        assertThat(source.get("platform").asText()).isEqualTo("linux/arm64");
        assertThat(source.at("/dockerBuildArgs/BASE").asText()).isEqualTo(Synthesis.BASE_IMAGE);
        assertThat(IMAGE.assembly().resolve(source.get("directory").asText()).resolve("Dockerfile"))
                .isRegularFile();
    }

    /** But for the version, whose id says what is in it. */
    @Test
    void everyOtherResourceStaysAsItIs() {
        assertThat(others(IMAGE)).isEqualTo(others(USUAL)).hasSizeGreaterThan(40);
    }

    private static ObjectNode token(Synthesis synthesis) {
        return synthesis.properties("AWS::Lambda::Function", "TokenJava").deepCopy();
    }

    private static Map<String, String> others(Synthesis synthesis) {
        Set<String> versions = synthesis.resources("AWS::Lambda::Version").keySet();
        assertThat(versions).hasSize(1);
        String version = versions.iterator().next();
        Map<String, String> others = new TreeMap<>();
        synthesis.template().get("Resources").properties().forEach(resource -> {
            if (!resource.getKey().startsWith("TokenJavaFunction")) {
                others.put(resource.getKey(), resource.getValue().toString().replace(version, "(version)"));
            }
        });
        return others;
    }
}
