/** What PlentyONE answers of an order and of stock, shortened. https://github.com/plentymarkets/api-doc */

interface Amount {
  isSystemCurrency: boolean;
  isNet: boolean;
  currency: string;
  exchangeRate: number;
  netTotal: number;
  grossTotal: number;
  vatTotal: number;
  invoiceTotal: number;
  paidAmount: number;
}

interface OrderItemRow {
  id: number;
  orderId: number;
  typeId: number;
  itemVariationId: number;
  quantity: number;
  orderItemName: string;
  vatRate: number;
  amounts: {
    isSystemCurrency: boolean;
    currency: string;
    exchangeRate: number;
    priceGross: number;
    priceNet: number;
  }[];
}

/** An order with everything that can be loaded with it. */
export interface PlentyOrder {
  id: number;
  typeId: number;
  plentyId: number;
  /** Text here, as PlentyONE answers fractions. */
  statusId: number | string;
  statusName: string;
  ownerId: number | null;
  referrerId: number;
  lockStatus: string;
  createdAt: string;
  updatedAt: string;
  amounts: Amount[];
  properties: { orderId: number; typeId: number; value: string }[];
  addressRelations: { orderId: number; typeId: number; addressId: number }[];
  relations: { orderId: number; referenceType: string; referenceId: number; relation: string }[];
  orderItems: OrderItemRow[];
  addresses: {
    id: number;
    name1: string;
    name2: string;
    name3: string;
    postalCode: string;
    town: string;
    countryId: number;
  }[];
}

export interface StockRow {
  itemId: number;
  variationId: number;
  warehouseId: number;
  stockPhysical: number;
  reservedStock: number;
  stockNet: number;
  updatedAt: string;
}
