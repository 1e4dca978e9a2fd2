package com.atom.shopify.statistics;

/// How much to order now, by periodic review with an order-up-to level (Silver, Pyke and Thomas, Inventory and Production Management in
/// Supply Chains, chapter 6): what is ordered must last until what is ordered at the next review has come, and with the service
/// level's probability it does. A day's demand is taken as normal and days as independent.
///
/// @param safetyStock z × deviation × √(lead time + review)
/// @param reorderPoint z × deviation × √(lead time) + mean × lead time: below it, stock may end before an order of now comes
/// @param orderUpTo mean × (lead time + review) + safety stock
/// @param quantity what is missing up to there, nothing when nothing is
public record Reorder(double z, double safetyStock, double reorderPoint, double orderUpTo, long quantity) {
    /// The formula in the words of our API.
    public static final String FORMULA = "quantity = max(0, ceil(daily_units * (lead_time_days + review_days)"
            + " + z * daily_deviation * sqrt(lead_time_days + review_days) - available))";

    /// @param leadTimeDays from order to arrival
    /// @param reviewDays from one order to the next
    /// @param serviceLevel the probability of not running out in that time, above 0.5, below 1
    public record Policy(int leadTimeDays, int reviewDays, double serviceLevel) {
        public Policy {
            if (leadTimeDays < 0 || reviewDays < 1 || serviceLevel < 0.5 || serviceLevel >= 1) {
                throw new IllegalArgumentException("no such policy");
            }
        }
    }

    /// Fails with `insights.too-little-data` when the demand was looked at for too few days or was almost nothing.
    public static Reorder of(Demand demand, long available, Policy policy) {
        demand.check();
        var z = NormalQuantile.of(policy.serviceLevel());
        var lead = policy.leadTimeDays();
        var protectedDays = lead + policy.reviewDays();
        var safety = z * demand.deviation() * Math.sqrt(protectedDays);
        var upTo = demand.mean() * protectedDays + safety;
        return new Reorder(z, safety, demand.mean() * lead + z * demand.deviation() * Math.sqrt(lead), upTo,
                Math.max(0, (long) Math.ceil(upTo - available - 1e-9)));
    }
}
