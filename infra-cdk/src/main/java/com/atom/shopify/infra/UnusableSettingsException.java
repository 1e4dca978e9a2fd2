package com.atom.shopify.infra;

import java.util.List;

/// The settings do not describe a deployment. The message has one line per setting, each beginning with its name, and
/// never a value.
public final class UnusableSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableSettingsException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
