package com.atom.shopify.fake.shopify;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A simulator for a class of tests, and a new store in it for each of them.
final class FreshStores implements BeforeEachCallback, AfterAllCallback {
    private final FakeShopify shopify = FakeShopify.start(FakeShopify.Options.DEFAULT);
    private final String name;
    private final String scopes;
    private int shops;
    private Store store;

    FreshStores(String name, String scopes) {
        this.name = name;
        this.scopes = scopes;
        this.store = next();
    }

    private Store next() {
        return new Store(shopify, name + "-" + ++shops + ".myshopify.com", scopes);
    }

    /// The store of the test that runs.
    Store store() {
        return store;
    }

    /// The same store with new tokens, after time has ended the old ones.
    void reinstall() {
        store = new Store(shopify, store.merchant().shop(), scopes);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        store = next();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        shopify.close();
    }
}
