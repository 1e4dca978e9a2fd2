package com.atom.shopify.fake.shopify;

/// Which connections a bulk query may go through.
enum BulkNodes {
    /// Those whose nodes have an `id`. So it was from 2024 on, and is again since July 2026: sales agreements and their sales, which do
    /// not implement `Node`, can be read in bulk (airbytehq/airbyte, pull request 39527 and issue 76380).
    WITH_ID,
    /// Those whose nodes implement `Node`, as Shopify documents it (shopify-platform 7) and held it from April to July 2026.
    NODE_ONLY
}
