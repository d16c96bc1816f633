package rekey.sandbox.contract.shape;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import rekey.sandbox.contract.shape.Shape.Member;
import rekey.sandbox.contract.shape.Shape.Place;
import rekey.sandbox.contract.shape.Shape.Range;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;

/** Reads shapes from the fields that a generated class describes itself by, and enums from the types of its getters. */
final class SdkShapes {
    private static final String UNKNOWN = "UNKNOWN_TO_SDK_VERSION";

    private SdkShapes() {}

    /** @param type a request, a response, an exception or a structure in one of these */
    static Shape.Structure structure(Class<?> type) {
        return new Shape.Structure(type.getSimpleName(), () -> members(builder(type), type));
    }

    private static Map<String, Member> members(SdkPojo builder, Class<?> type) {
        Map<String, Member> members = new TreeMap<>();
        for (SdkField<?> field : builder.sdkFields()) {
            List<Class<?>> enums = enums(type, field.memberName());
            members.put(
                    field.locationName(),
                    new Member(shape(field, enums), field.containsTrait(RequiredTrait.class), place(field)));
        }
        return members;
    }

    private static Shape shape(SdkField<?> field, List<Class<?>> enums) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return enums.isEmpty()
                    ? Shape.Text.ANY
                    : new Shape.Text(values(enums.get(enums.size() - 1)), Range.ANY, null);
        }
        if (type == MarshallingType.BOOLEAN) {
            return new Shape.Flag();
        }
        if (type == MarshallingType.INTEGER || type == MarshallingType.LONG || type == MarshallingType.SHORT) {
            return new Shape.Numeric(true, Range.ANY);
        }
        if (type == MarshallingType.DOUBLE || type == MarshallingType.FLOAT || type == MarshallingType.BIG_DECIMAL) {
            return new Shape.Numeric(false, Range.ANY);
        }
        if (type == MarshallingType.INSTANT) {
            return new Shape.Time();
        }
        if (type == MarshallingType.SDK_BYTES) {
            return new Shape.Bytes();
        }
        if (type == MarshallingType.LIST) {
            ListTrait list = field.getTrait(ListTrait.class);
            String name = list.memberLocationName();
            return new Shape.ListOf(shape(list.memberFieldInfo(), enums), Range.ANY, name == null ? "member" : name);
        }
        if (type == MarshallingType.MAP) {
            return map(field, enums);
        }
        if (type == MarshallingType.SDK_POJO) {
            SdkPojo builder = field.constructor().get();
            Class<?> structure = builder.getClass().getDeclaringClass();
            return new Shape.Structure(structure.getSimpleName(), () -> members(builder, structure));
        }
        return new Shape.Anything();
    }

    private static Shape map(SdkField<?> field, List<Class<?>> enums) {
        SdkField<?> value = field.getTrait(MapTrait.class).valueFieldInfo();
        boolean keysToo = !enums.isEmpty() && enums.get(0) != String.class;
        return new Shape.MapOf(
                keysToo ? new Shape.Text(values(enums.get(0)), Range.ANY, null) : Shape.Text.ANY,
                shape(value, enums.size() > 1 ? enums.subList(1, 2) : List.of()));
    }

    private static Place place(SdkField<?> field) {
        if (field.location() == MarshallLocation.HEADER) {
            return Place.HEADER;
        }
        if (field.location() == MarshallLocation.STATUS_CODE) {
            return Place.STATUS;
        }
        if (field.location() != MarshallLocation.PAYLOAD) {
            return Place.ADDRESS;
        }
        return field.containsTrait(PayloadTrait.class) ? Place.WHOLE_BODY : Place.BODY;
    }

    /** The enums that a member's getter returns: itself, or the arguments of its list or map. */
    private static List<Class<?>> enums(Class<?> type, String member) {
        return Arrays.stream(type.getMethods())
                .filter(method ->
                        method.getParameterCount() == 0 && method.getName().equalsIgnoreCase(member))
                .findFirst()
                .map(method -> enums(method.getGenericReturnType()))
                .orElse(List.of());
    }

    private static List<Class<?>> enums(Type type) {
        if (type instanceof Class<?> plain) {
            return plain.isEnum() ? List.of(plain) : List.of();
        }
        if (type instanceof ParameterizedType generic) {
            List<Class<?>> arguments = Arrays.stream(generic.getActualTypeArguments())
                    .<Class<?>>map(
                            argument -> argument instanceof Class<?> plain && plain.isEnum() ? plain : String.class)
                    .toList();
            return arguments.stream().anyMatch(Class::isEnum) ? arguments : List.of();
        }
        return List.of();
    }

    private static Set<String> values(Class<?> type) {
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .filter(value -> !((Enum<?>) value).name().equals(UNKNOWN))
                        .map(Object::toString)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private static SdkPojo builder(Class<?> type) {
        try {
            return (SdkPojo) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Cannot make a " + type, e);
        }
    }
}
