package com.atom.shopify.webhooks.api;

import com.atom.shopify.edge.Endpoints;
import com.atom.shopify.edge.Handler;
import com.atom.shopify.edge.NoParameters;
import com.atom.shopify.id.Gid;
import com.atom.shopify.routes.WebhooksRoute;
import com.atom.shopify.sync.Import;
import com.atom.shopify.sync.Sync;
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
    private final SyncStore syncs;
    private final ImportFile imports;
    private final ReadPrivacyRequests privacyRequests;

    WebhooksEndpoints(ListWebhooks listWebhooks, ManageWebhooks manageWebhooks, ListDeliveries listDeliveries,
            ReplayDeliveries replayDeliveries, SyncStore syncs, ImportFile imports,
            ReadPrivacyRequests privacyRequests) {
        this.listWebhooks = listWebhooks;
        this.manageWebhooks = manageWebhooks;
        this.listDeliveries = listDeliveries;
        this.replayDeliveries = replayDeliveries;
        this.syncs = syncs;
        this.imports = imports;
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
            case START_SYNC -> Handler.submit(SyncRequest.class, SyncJson.class, List.of(202), syncs::start);
            case READ_SYNC -> Handler.get(Sync.ID, SyncJson.class, syncs::one);
            case CANCEL_SYNC -> Handler.act(Sync.ID, SyncJson.class, List.of(200), syncs::cancel);
            case RESUME_SYNC -> Handler.act(Sync.ID, SyncJson.class, List.of(202), syncs::resume);
            case CREATE_IMPORT -> Handler.submit(ImportRequest.class, ImportJson.class, List.of(202), imports::create);
            case START_IMPORT -> Handler.act(Import.ID, ImportJson.class, List.of(202), imports::start);
            case READ_IMPORT -> Handler.get(Import.ID, ImportJson.class, imports::one);
            case LIST_PRIVACY_REQUESTS -> Handler.list(NoParameters.class, PrivacyRequestJson.Summary.class,
                    privacyRequests::page);
            case READ_PRIVACY_REQUEST -> Handler.get(Gid.NUMBER, PrivacyRequestJson.class, privacyRequests::one);
        };
    }
}
