package com.atom.shopify.webhooks.api;

import com.atom.shopify.edge.NoParameters;
import com.atom.shopify.edge.StoreCall;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.lists.Page;
import com.atom.shopify.lists.PageRequest;
import com.atom.shopify.webhooks.PrivacyRequests;
import jakarta.inject.Singleton;

/// The requests for their data that customers of a store have made.
@Singleton
final class ReadPrivacyRequests {
    private final PrivacyRequests requests;
    private final CollectPersonalData collect;

    ReadPrivacyRequests(PrivacyRequests requests, CollectPersonalData collect) {
        this.requests = requests;
        this.collect = collect;
    }

    Page<PrivacyRequestJson.Summary> page(NoParameters query, PageRequest page, StoreCall at) {
        return requests.page(at.shop(), page).map(PrivacyRequestJson.Summary::of);
    }

    /// One with the data that it asks for, as Shopify has it now. Fails with `privacy.not-found`, and as the Admin API does.
    PrivacyRequestJson one(String id, StoreCall at) {
        return requests.find(at.shop(), id).map(request -> PrivacyRequestJson.of(request, collect.of(request, at)))
                .orElseThrow(() -> new FailureException(
                        new Failure.NotFound("privacy.not-found", "The store has no such request.")));
    }
}
