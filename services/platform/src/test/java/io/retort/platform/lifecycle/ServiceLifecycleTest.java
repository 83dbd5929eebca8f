package io.retort.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServiceLifecycleTest {

    private final ServiceLifecycle lifecycle = new ServiceLifecycle("test");

    @Test
    void shouldGoThroughAWholeLife() {
        for (var next : new ServiceState[] {
            ServiceState.STARTING, ServiceState.RUNNING, ServiceState.STOPPING, ServiceState.STOPPED
        }) {
            lifecycle.become(next);
            assertThat(lifecycle.state()).isEqualTo(next);
        }
    }

    @Test
    void shouldRefuseAnOrderThatCannotBe() {
        assertThatThrownBy(() -> lifecycle.become(ServiceState.RUNNING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("test is NEW and cannot become RUNNING");
        assertThat(lifecycle.state()).isEqualTo(ServiceState.NEW);
    }

    @Test
    void shouldTakeASecondStopAsNoChange() {
        assertThat(lifecycle.tryBecome(ServiceState.STOPPING)).isTrue();
        assertThat(lifecycle.tryBecome(ServiceState.STOPPING)).isFalse();
    }

    @Test
    void shouldNotLeaveAnEnd() {
        for (var end : new ServiceState[] {ServiceState.STOPPED, ServiceState.FAILED}) {
            for (var next : ServiceState.values()) {
                assertThat(end.canBecome(next)).isFalse();
            }
        }
    }

    @Test
    void shouldEndStoppedWhenTheWorkIsDone() {
        lifecycle.run(() -> lifecycle.become(ServiceState.RUNNING));

        assertThat(lifecycle.state()).isEqualTo(ServiceState.STOPPED);
    }

    @Test
    void shouldEndFailedWhenTheWorkThrows() {
        assertThatThrownBy(() -> lifecycle.run(() -> {
                    throw new IllegalArgumentException("work");
                }))
                .hasMessage("work");

        assertThat(lifecycle.state()).isEqualTo(ServiceState.FAILED);
    }

    @Test
    void shouldDoNothingWhenItWasStoppedBefore() {
        lifecycle.become(ServiceState.STOPPING);

        lifecycle.run(() -> {
            throw new IllegalArgumentException("work");
        });

        assertThat(lifecycle.state()).isEqualTo(ServiceState.STOPPED);
    }
}
