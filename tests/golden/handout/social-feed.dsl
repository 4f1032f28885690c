workspace "Social feed, stage 4: Cache + CDN" {
  model {
    c_3 = person "Clients"
    system = softwareSystem "Social feed, stage 4: Cache + CDN" {
      c_2 = container "CDN" "95 % of static files" "CDN"
      c_4 = container "DNS" "managed zone" "DNS"
      c_5 = container "Load balancer" "managed, two zones" "Load balancer"
      c_7 = container "Feed API (Zone a)" "4 vCPU · 16 GiB" "App server"
      c_9 = container "Feed API (Zone b)" "4 vCPU · 16 GiB" "App server"
      c_10 = container "Feed cache" "80 % hits · 13 GiB" "Cache" "Store"
      c_11 = container "Database primary" "8 vCPU · 6 k IOPS" "Database" "Store"
      c_12 = container "Media store" "managed" "Object storage" "Store"
      c_13 = container "Push and e-mail" "400 requests/s" "Notification service"
      c_14 = container "Monitoring" "5 % of the bill" "Monitoring"
    }
    c_3 -> c_4 "Call"
    c_3 -> c_2 "Cache lookup"
    c_2 -> c_5 "Cache miss"
    c_3 -> c_5 "Call"
    c_5 -> c_7 "Split"
    c_5 -> c_9 "Split"
    c_7 -> c_10 "Cache lookup"
    c_9 -> c_10 "Cache lookup"
    c_7 -> c_11 "Query"
    c_9 -> c_11 "Query"
    c_7 -> c_12 "Call"
    c_9 -> c_12 "Call"
    c_7 -> c_13 "Call"
    c_9 -> c_13 "Call"
    c_14 -> c_9 "Control" "" "Asynchronous"
    deploymentEnvironment "Stage" {
      deploymentNode "Region eu-west" "" "Region" {
        deploymentNode "Load balancer" "" "Load balancer" {
          containerInstance c_5
        }
        deploymentNode "Zone a" "" "Availability zone" {
          deploymentNode "Feed API (Zone a)" "" "App server" "" 4 {
            containerInstance c_7
          }
        }
        deploymentNode "Zone b" "" "Availability zone" {
          deploymentNode "Feed API (Zone b)" "" "App server" "" 4 {
            containerInstance c_9
          }
        }
        deploymentNode "Feed cache" "" "Cache" {
          containerInstance c_10
        }
        deploymentNode "Database primary" "" "Database" {
          containerInstance c_11
        }
        deploymentNode "Media store" "" "Object storage" {
          containerInstance c_12
        }
        deploymentNode "Push and e-mail" "" "Notification service" {
          containerInstance c_13
        }
        deploymentNode "Monitoring" "" "Monitoring" {
          containerInstance c_14
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
