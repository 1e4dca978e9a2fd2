package com.atom.shopify.inventory;

/// Why quantities change; Shopify knows no others (shopify.dev, `InventoryAdjustQuantitiesInput.reason`).
enum AdjustmentReason {
    CORRECTION,
    CYCLE_COUNT_AVAILABLE,
    DAMAGED,
    MOVEMENT_CANCELED,
    MOVEMENT_CREATED,
    MOVEMENT_RECEIVED,
    MOVEMENT_UPDATED,
    OTHER,
    PROMOTION,
    QUALITY_CONTROL,
    RECEIVED,
    RESERVATION_CREATED,
    RESERVATION_DELETED,
    RESERVATION_UPDATED,
    RESTOCK,
    SAFETY_STOCK,
    SHRINKAGE
}
