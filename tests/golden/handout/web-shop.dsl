workspace "Web shop, stage 4: Catalog cache" {
  model {
    c_3 = person "Clients"
    system = softwareSystem "Web shop, stage 4: Catalog cache" {
      c_2 = container "CDN" "95 % of static files" "CDN"
      c_4 = container "DNS" "managed zone" "DNS"
      c_5 = container "Load balancer" "managed, two zones" "Load balancer"
      c_6 = container "Shop front" "4 vCPU · 16 GiB" "App server"
      c_7 = container "Catalog cache" "85 % hits · 13 GiB" "Cache" "Store"
      c_8 = container "Order database" "8 vCPU · 6 k IOPS" "Database" "Store"
      c_9 = container "Product images" "managed" "Object storage" "Store"
      c_10 = container "Order mail" "200 requests/s" "Notification service"
      c_11 = container "Monitoring" "5 % of the bill" "Monitoring"
    }
    c_3 -> c_4 "Call"
    c_3 -> c_2 "Cache lookup"
    c_2 -> c_5 "Cache miss"
    c_3 -> c_5 "Call"
    c_5 -> c_6 "Split"
    c_6 -> c_7 "Cache lookup"
    c_6 -> c_8 "Query"
    c_6 -> c_9 "Call"
    c_6 -> c_10 "Call"
    c_11 -> c_6 "Control" "" "Asynchronous"
    deploymentEnvironment "Stage" {
      deploymentNode "Region eu-central" "" "Region" {
        deploymentNode "Load balancer" "" "Load balancer" {
          containerInstance c_5
        }
        deploymentNode "Shop front" "" "App server" "" 7 {
          containerInstance c_6
        }
        deploymentNode "Catalog cache" "" "Cache" {
          containerInstance c_7
        }
        deploymentNode "Order database" "" "Database" {
          containerInstance c_8
        }
        deploymentNode "Product images" "" "Object storage" {
          containerInstance c_9
        }
        deploymentNode "Order mail" "" "Notification service" {
          containerInstance c_10
        }
        deploymentNode "Monitoring" "" "Monitoring" {
          containerInstance c_11
        }
      }
      deploymentNode "CDN" "" "CDN" {
        containerInstance c_2
      }
      deploymentNode "DNS" "" "DNS" {
        containerInstance c_4
      }
    }
  }
  views {
    container system "containers" {
      include *
      autoLayout lr
    }
    deployment system "Stage" "deployment" {
      include *
      autoLayout lr
    }
    styles {
      element "Person" {
        shape Person
      }
      element "Store" {
        shape Cylinder
      }
      element "Queue" {
        shape Pipe
      }
      relationship "Relationship" {
        dashed false
      }
      relationship "Asynchronous" {
        dashed true
      }
    }
  }
}
