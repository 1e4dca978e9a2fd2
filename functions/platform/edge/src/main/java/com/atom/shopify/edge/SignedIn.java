package com.atom.shopify.edge;

import com.atom.shopify.once.RateLimits;
import jakarta.inject.Singleton;

/// What only the requests of signed-in users need: how often they may come, and their stores.
@Singleton
record SignedIn(RateLimits limits, StoreSelection stores, AllStores allStores) {}
