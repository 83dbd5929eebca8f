package io.retort.platform.config;

import java.util.List;
import java.util.stream.Collectors;

/** The settings have faults: all of them, one a line of the message. The user's mistake, not the program's. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<SettingFault> faults;

    InvalidSettingsException(List<SettingFault> faults) {
        super(faults.stream().map(SettingFault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** Every fault, in the order in which they were found. */
    public List<SettingFault> faults() {
        return faults;
    }
}
