package com.atom.shopify.webhooks.api;

import com.atom.shopify.edge.Endpoints;
import com.atom.shopify.edge.Handler;
import com.atom.shopify.edge.NoParameters;
import com.atom.shopify.id.Gid;
import com.atom.shopify.routes.WebhooksRoute;
import com.atom.shopify.webhooks.Delivery;
import jakarta.inject.Singleton;
import java.util.List;

/// Which use case answers which route of the webhooks function.
@Singleton
final class WebhooksEndpoints implements Endpoints<WebhooksRoute> {
    private final ListWebhooks listWebhooks;
    private final ManageWebhooks manageWebhooks;
    private final ListDeliveries listDeliveries;
    private final ReplayDeliveries replayDeliveries;
    private final ReadPrivacyRequests privacyRequests;

    WebhooksEndpoints(ListWebhooks listWebhooks, ManageWebhooks manageWebhooks, ListDeliveries listDeliveries,
            ReplayDeliveries replayDeliveries, ReadPrivacyRequests privacyRequests) {
        this.listWebhooks = listWebhooks;
        this.manageWebhooks = manageWebhooks;
        this.listDeliveries = listDeliveries;
        this.replayDeliveries = replayDeliveries;
        this.privacyRequests = privacyRequests;
    }

    @Override
    public List<WebhooksRoute> routes() {
        return List.of(WebhooksRoute.values());
    }

    @Override
    public Handler handler(WebhooksRoute route) {
        return switch (route) {
            case LIST_WEBHOOKS -> Handler.list(NoParameters.class, WebhookJson.class, listWebhooks::page);
            case MANAGE_WEBHOOKS -> new Handler.Chosen(ManageWebhooks.CONTRACT, manageWebhooks::chosen);
            case LIST_DELIVERIES -> Handler.list(DeliveryFilter.class, DeliveryJson.class, listDeliveries::page);
            case REPLAY_DELIVERY -> Handler.act(Delivery.ID, ManagedJson.Replayed.class, List.of(202),
                    replayDeliveries::one);
            case LIST_PRIVACY_REQUESTS -> Handler.list(NoParameters.class, PrivacyRequestJson.Summary.class,
                    privacyRequests::page);
            case READ_PRIVACY_REQUEST -> Handler.get(Gid.NUMBER, PrivacyRequestJson.class, privacyRequests::one);
        };
    }
}
