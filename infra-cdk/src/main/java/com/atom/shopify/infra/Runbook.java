package com.atom.shopify.infra;

/// Where an operator reads what to do: one section per alarm. What CloudWatch sends says what is wrong and names the section.
public record Runbook(String address) {

    /// The text of an alarm.
    public String text(String says, String section) {
        return says + "\n\nWhat to do: " + address + "#" + section;
    }
}
