package com.atom.shopify.customers;

/// How addresses, numbers and codes are written.
final class Forms {
    static final String EMAIL = "[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s.]+";
    static final String EMAIL_MESSAGE = "must be an e-mail address";
    static final String PHONE = "\\+[1-9][0-9]{6,14}";
    static final String PHONE_MESSAGE = "must be a number as +14155550100, without spaces";
    static final String PROVINCE = "[A-Z0-9-]{1,8}";
    static final String PROVINCE_MESSAGE = "must be a province code such as CA";
    static final String LOCALE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}";
    static final String LOCALE_MESSAGE = "must be a language tag such as en or pt-BR";

    private Forms() {}
}
