package io.retort.learning.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TorchArgumentsTest {

    private static final String SOURCE = """
            def polynomial(self, x: Tensor, factors: List[Tensor], y: Tensor, terms: List[Tensor]) -> Tensor:
                product = x * y
                for factor in factors:
                    product = product * factor
                for term in terms:
                    product = product + term
                return product + self.whole * self.part
            """;

    private final TorchEngine engine = TorchEngine.start(1);
    private final TorchModule module =
            engine.load(List.of(SOURCE), new ModuleAttributes(Map.of("whole", -300), Map.of("part", 0.001)));
    private final NDManager manager = engine.newManager();
    private final NDArray two = manager.create(2f);
    private final NDArray three = manager.create(3f);
    private final NDArray five = manager.create(5f);
    private final NDArray seven = manager.create(7f);
    private final NDArray eleven = manager.create(11f);

    @AfterEach
    void close() {
        manager.close();
        module.close();
    }

    @Test
    void shouldKeepTensorsAndListsInTheirOrderAndReadAttributes() {
        assertThat(polynomial(two, List.of(five, seven), three, List.of(eleven)))
                .isEqualTo(2 * 5 * 7 * 3 + 11 - 0.3f);
    }

    @Test
    void shouldForgetInWhichListAnArrayStoodBefore() {
        polynomial(two, List.of(five, seven), three, List.of(eleven));

        assertThat(polynomial(five, List.of(eleven), seven, List.of(two, three)))
                .isEqualTo(5 * 7 * 11 + 2 + 3 - 0.3f);
    }

    @Test
    void shouldLeaveTheResultToTheScope() {
        int held = manager.getManagedArrays().size();
        try (NDManager scope = manager.newSubManager()) {
            module.call(
                    "polynomial",
                    scope,
                    TorchArguments.of(two).andList(List.of(five)).and(three).andList(List.of(seven)));

            assertThat(scope.getManagedArrays()).hasSize(1);
        }
        assertThat(manager.getManagedArrays()).hasSize(held);
    }

    @Test
    void shouldRefuseAnArrayInTwoPlaces() {
        assertThatThrownBy(() -> TorchArguments.of(two).andList(List.of(five, two)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
        assertThat(five.getName()).isNull();
    }

    @Test
    void shouldRefuseAnEmptyList() {
        assertThatThrownBy(() -> TorchArguments.of(two).andList(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }

    private float polynomial(NDArray x, List<NDArray> factors, NDArray y, List<NDArray> terms) {
        TorchArguments arguments = TorchArguments.of(x).andList(factors).and(y).andList(terms);
        return module.call("polynomial", manager, arguments).singletonOrThrow().getFloat();
    }
}
